"""How often each course is drawn. Rough weights: common courses first, every course in a few hundred cases."""

from collections.abc import Callable

from barnevern_tilsyn.testing.synthetic import shapes_investigations as investigations
from barnevern_tilsyn.testing.synthetic import shapes_measures as measures
from barnevern_tilsyn.testing.synthetic import shapes_reports as reports
from barnevern_tilsyn.testing.synthetic import shapes_special as special
from barnevern_tilsyn.testing.synthetic.draft import Draft

__all__ = ["SHAPES"]

SHAPES: tuple[tuple[Callable[[Draft], None], int], ...] = (
    (reports.report_dropped, 14),
    (reports.report_open, 6),
    (reports.several_reports, 4),
    (reports.report_in_investigation, 4),
    (reports.forgotten_report, 2),
    (investigations.investigation_measures, 14),
    (investigations.investigation_dismissed, 14),
    (investigations.investigation_board, 5),
    (investigations.investigation_open, 8),
    (investigations.investigation_moved, 3),
    (investigations.extension_granted, 5),
    (investigations.extension_open, 3),
    (investigations.extension_refused, 2),
    (investigations.extension_undecided, 2),
    (investigations.extension_late, 2),
    (investigations.registered_apart, 3),
    (investigations.dismissal_decided_late, 1),
    (investigations.act_not_linked, 2),
    (investigations.old_act, 5),
    (investigations.across_the_acts, 3),
    (measures.report_with_measures, 3),
    (measures.foster_home, 4),
    (measures.move, 2),
    (measures.board_demand, 2),
    (measures.aftercare_given, 2),
    (measures.emergency, 2),
    (special.unborn, 3),
    (special.adult, 2),
    (special.migrated, 3),
    (special.svalbard, 1),
    (special.relation_missing, 2),
    (special.deleted_report, 1),
    (special.deleted_conclusion, 1),
    (special.deleted_investigation, 2),
    (special.deleted_relation, 1),
    (special.deleted_case, 1),
)
