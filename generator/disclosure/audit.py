"""The finished files and everything published before are attacked before they go out."""
