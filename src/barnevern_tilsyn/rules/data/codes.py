"""Each code of a case is in its list and was valid on the day it belongs to. Nobody else asks this."""

from barnevern_tilsyn.model import Ettervern, Flytting, Melding, Personalia, Plan, Tiltak, Undersokelse, Vedtak
from barnevern_tilsyn.rules.data.code_control import code_control

_REVIEW = ("Melding.start_dato", "Melding.konklusjon.slutt_dato")
_INVESTIGATION = ("Undersokelse.start_dato", "Undersokelse.konklusjon.slutt_dato")
_MEASURE = ("Tiltak.start_dato", "Tiltak.konklusjon.slutt_dato")

reporter = code_control(
    *("DAT001", "data-reporter-code", Melding, "melder"),
    path="Melding.meldere.kode",
    day="Melding.start_dato",
    period=_REVIEW,
)
report_subject = code_control(
    *("DAT002", "data-report-subject-code", Melding, "saksinnhold"),
    path="Melding.saksinnhold.kode",
    day="Melding.start_dato",
    period=_REVIEW,
)
report_conclusion = code_control(
    *("DAT003", "data-report-conclusion-code", Melding, "melding-konklusjon"),
    path="Melding.konklusjon.kode",
    day="Melding.konklusjon.slutt_dato",
)
investigation_basis = code_control(
    *("DAT004", "data-investigation-basis-code", Undersokelse, "saksinnhold"),
    path="Undersokelse.vedtaksgrunnlag.kode",
    day="Undersokelse.konklusjon.slutt_dato",
    period=_INVESTIGATION,
)
participation = code_control(
    *("DAT005", "data-participation-code", Undersokelse, "barnets-medvirkning"),
    path="Undersokelse.barnets_medvirkning.medvirkning_type",
    day="Undersokelse.barnets_medvirkning.start_dato",
)
extension = code_control(
    *("DAT006", "data-extension-code", Undersokelse, "utvidet-frist-innvilget"),
    path="Undersokelse.utvidet_frist.innvilget",
    day="Undersokelse.utvidet_frist.start_dato",
)
investigation_conclusion = code_control(
    *("DAT007", "data-investigation-conclusion-code", Undersokelse, "undersokelse-konklusjon"),
    path="Undersokelse.konklusjon.kode",
    day="Undersokelse.konklusjon.slutt_dato",
)
plan_type = code_control(
    *("DAT008", "data-plan-type-code", Plan, "plantype"),
    path="Plan.plantype",
    day="Plan.start_dato",
    period=("Plan.start_dato", "Plan.konklusjon.slutt_dato"),
)
measure_category = code_control(
    *("DAT009", "data-measure-category-code", Tiltak, "tiltak-kategori"),
    path="Tiltak.kategori.kode",
    day="Tiltak.start_dato",
    period=_MEASURE,
)
measure_basis = code_control(
    *("DAT010", "data-measure-basis-code", Tiltak, "saksinnhold"),
    path="Tiltak.tiltaksgrunnlag.kode",
    day="Tiltak.start_dato",
    period=_MEASURE,
)
supervision_frequency = code_control(
    *("DAT011", "data-supervision-frequency-code", Tiltak, "tilsyn-hyppighet"),
    path="Tiltak.tilsyn.hyppigheter.kode",
    day="Tiltak.tilsyn.hyppigheter.start_dato",
)
follow_up_frequency = code_control(
    *("DAT012", "data-follow-up-frequency-code", Tiltak, "oppfolging-hyppighet"),
    path="Tiltak.oppfolging.hyppigheter.kode",
    day="Tiltak.oppfolging.hyppigheter.start_dato",
)
care_order_lifted = code_control(
    *("DAT013", "data-care-order-lifted-code", Tiltak, "tiltak-opphevelse"),
    path="Tiltak.opphevelse.kode",
    day="Tiltak.konklusjon.slutt_dato",
    period=_MEASURE,
)
decision_status = code_control(
    *("DAT014", "data-decision-status-code", Vedtak, "vedtak-status"),
    path="Vedtak.statuser.kode",
    day="Vedtak.statuser.endret_dato",
)
demand_conclusion = code_control(
    *("DAT015", "data-demand-conclusion-code", Vedtak, "vedtak-krav-konklusjon"),
    path="Vedtak.krav.konklusjon.kode",
    day="Vedtak.krav.konklusjon.slutt_dato",
)
aftercare_answer = code_control(
    *("DAT016", "data-aftercare-answer-code", Ettervern, "ettervern-konklusjon"),
    path="Ettervern.konklusjon.kode",
    day="Ettervern.konklusjon.slutt_dato",
)
move_cause = code_control(
    *("DAT017", "data-move-cause-code", Flytting, "flytting-arsakfra"),
    path="Flytting.arsak_fra.kode",
    day="Flytting.slutt_dato",
)
move_destination = code_control(
    *("DAT018", "data-move-destination-code", Flytting, "flytting-flyttingtil"),
    path="Flytting.flytting_til.kode",
    day="Flytting.slutt_dato",
)
sex = code_control(
    *("DAT019", "data-sex-code", Personalia, "kjonn"),
    path="Personalia.kjonn",
    day="Personalia.start_dato",
)
