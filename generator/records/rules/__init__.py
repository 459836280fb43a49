"""What a record must satisfy beyond its types. Each rule is a small generator of problems.

Comes in: the library, with every record that could be read, if only in part.
Goes out: the problems of each record and of records beside each other.

The rules lie in one module a record kind, those of several kinds in `texts`, `ids` and `loops`;
the tables below say which run where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.problems import Problem
from generator.records.audience import check_audiences
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.rules.citations import cited_rules_in_force
from generator.records.rules.classifications import codes_are_sound
from generator.records.rules.ids import local_references, one_address_each, part_ids_once
from generator.records.rules.ledger import action_items_are_named, ledger_is_sound
from generator.records.rules.meetings import (
    attachments_are_there,
    attachments_graded_alike,
    corrections_come_later,
    meeting_dates_agree,
    meeting_fits_its_source,
    planned_meeting_is_empty,
)
from generator.records.rules.organisations import (
    parent_loops,
    place_code_fits,
    places_lie_in_others,
    validity_in_order,
)
from generator.records.rules.publication import (
    plan_is_sound,
    rounded_apart_from_exact,
    thresholds_are_high_enough,
)
from generator.records.rules.regulations import (
    regulation_dates_in_order,
    regulation_id_names_it,
    relation_loops,
    relations_point_back,
    verified_names_fields,
)
from generator.records.rules.series import (
    no_period_is_missing,
    persons_are_known,
    totals_do_not_jump,
    unit_fits_the_measure,
)
from generator.records.rules.statistics import (
    changes_in_order,
    periods_once,
    public_periods_apart,
    row_periods_add_up,
    rows_fit_the_dataset,
    rows_hold_what_was_counted,
    total_reconciles,
)
from generator.records.rules.terms import terms_apart
from generator.records.rules.texts import grades_name_fields, texts_are_safe

Rule = Callable[[Library, Record], Iterator[Problem]]
RuleAcross = Callable[[Library], Iterator[Problem]]


def check_library(library: Library) -> list[Problem]:
    """Every rule on every record, then those about records beside each other."""
    problems = [
        problem
        for record in library.every
        for rule in (*_EVERY, *_RULES.get(record.kind, ()))
        if record.touched.isdisjoint(_NEEDS.get(rule, ()))
        for problem in rule(library, record)
    ]
    return problems + [problem for rule in _ACROSS for problem in rule(library)]


_EVERY: tuple[Rule, ...] = (texts_are_safe, grades_name_fields)
_RULES: dict[str, tuple[Rule, ...]] = {
    "meeting": (
        meeting_fits_its_source,
        planned_meeting_is_empty,
        meeting_dates_agree,
        part_ids_once,
        local_references,
        corrections_come_later,
        action_items_are_named,
        attachments_are_there,
    ),
    "regulation": (
        part_ids_once,
        regulation_id_names_it,
        regulation_dates_in_order,
        verified_names_fields,
        relations_point_back,
    ),
    "dataset": (
        thresholds_are_high_enough,
        codes_are_sound,
        plan_is_sound,
        rounded_apart_from_exact,
        unit_fits_the_measure,
    ),
    "period": (
        rows_fit_the_dataset,
        rows_hold_what_was_counted,
        row_periods_add_up,
        total_reconciles,
        changes_in_order,
    ),
    "organisation": (validity_in_order,),
    "place": (place_code_fits,),
}
_ACROSS: tuple[RuleAcross, ...] = (
    one_address_each,
    relation_loops,
    cited_rules_in_force,
    parent_loops,
    periods_once,
    public_periods_apart,
    no_period_is_missing,
    totals_do_not_jump,
    persons_are_known,
    attachments_graded_alike,
    ledger_is_sound,
    places_lie_in_others,
    check_audiences,
    terms_apart,
)
# What a rule cannot do without: it is left out where one of these keys was not understood.
_NEEDS: dict[Rule, tuple[str, ...]] = {
    meeting_fits_its_source: ("source", "stage", "sources"),
    meeting_dates_agree: ("date",),
    local_references: ("agenda", "decisions", "actions", "attachments"),
    corrections_come_later: ("date", "corrections"),
    action_items_are_named: ("date",),
    regulation_id_names_it: ("abbreviation", "number", "year"),
    relations_point_back: ("year", "relations"),
    codes_are_sound: ("dimensions",),
    plan_is_sound: ("dimensions",),
    unit_fits_the_measure: ("unit", "measure"),
    rows_fit_the_dataset: ("period",),
    rows_hold_what_was_counted: ("rows",),
    row_periods_add_up: ("rows", "csv"),
    total_reconciles: ("rows", "total", "csv"),
    changes_in_order: ("released", "revisions", "withdrawn"),
    validity_in_order: ("names", "parents"),
    place_code_fits: ("level", "code"),
}
