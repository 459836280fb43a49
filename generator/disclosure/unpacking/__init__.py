"""Everything that can be read in a file, also packed, also where nobody looks.

Comes in: a file's name and bytes. Goes out: `Piece`s of text, each with what it is and where in
the file it stands: names, readable text, metadata, who made it, what is hidden (comments, tracked
changes, notes), places, small pictures kept inside. Archives are opened inside archives: zip (also
DOCX, XLSX, PPTX, ODF, EPUB), gzip (all members, also behind a prefix), zlib, bzip2, xz, tar, PDF
streams and files attached to a PDF, `data:` addresses.

Nothing here runs forever: at most `MAX_DEPTH` packings, `MAX_BYTES` unpacked bytes and `MAX_MEMBERS`
members a file. What is beyond that, locked, or of a form that is not known, is a piece too
(`Kind.SEALED`), so that somebody has to look. Not opened: 7z, RAR, Brotli, the old binary Office
formats, video, and the pixels of pictures.

`opening` goes by the first bytes; `streams` and `archives` unpack and hand what is inside back to it;
`office`, `pdf` (the only importer of pypdf) and `pictures` (of Pillow) read one family each.
"""

from generator.disclosure.unpacking.opening import unpack
from generator.disclosure.unpacking.pieces import MAX_BYTES, MAX_DEPTH, MAX_MEMBERS, Kind, Piece

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_MEMBERS", "Kind", "Piece", "unpack"]
