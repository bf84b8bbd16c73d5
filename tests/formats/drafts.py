"""A document of the coming version 5 with all that its drafts have."""

from uuid import UUID

ROOT = "BarnevernregisterInnrapportering"


def uuid(number: int) -> str:
    return str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128, version=4))


BASIS = (
    "<Lov>BVL2021</Lov><Kapittel>5</Kapittel><Paragraf>1</Paragraf>"
    "<Ledd>1</Ledd><Bokstav>a</Bokstav><Punktum>2</Punktum>"
)
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<{ROOT}>
  <Id>{uuid(1)}</Id>
  <DatoUttrekk>2026-10-01T02:00:00+02:00</DatoUttrekk>
  <ForrigeId>{uuid(2)}</ForrigeId>
  <Fagsystem><Leverandor>Leverandoren</Leverandor><Navn>Navn</Navn><Versjon>1.2</Versjon></Fagsystem>
  <Avgiver>
    <Organisasjonsnummer>310000019</Organisasjonsnummer><Kommunenummer>9901</Kommunenummer>
    <Kommunenavn>Testvik</Kommunenavn><Bydelsnummer>01</Bydelsnummer><Bydelsnavn>Sentrum</Bydelsnavn>
  </Avgiver>
  <Sak>
"""
CASE = f"""    <id>{uuid(3)}</id>
    <StartDato>2026-01-05</StartDato>
    <SluttDato>2026-09-01</SluttDato>
    <Journalnummer>2026-1</Journalnummer>
    <Avsluttet>true</Avsluttet>
    <ErSlettet>false</ErSlettet>
    <DatoIndividuellPlan>2026-05-01</DatoIndividuellPlan>
    <Personalia>
      <Id>{uuid(10)}</Id><StartDato>2026-01-05</StartDato><Fodselsnummer>01821012345</Fodselsnummer>
      <Ukjent>false</Ukjent><Fodselsdato>2012-05-05</Fodselsdato><Kjonn>9</Kjonn><DUFNummer>123456789012</DUFNummer>
    </Personalia>
    <Henvendelse>
      <Id>{uuid(11)}</Id><MigrertId>gammel</MigrertId><StartDato>2026-01-05</StartDato><Kode>2</Kode>
      <Melder><PrivatMelder>2</PrivatMelder></Melder><Melder><OffentligMelder>24</OffentligMelder></Melder>
      <Saksinnhold>1.1.02</Saksinnhold><Saksinnhold>3.1.12</Saksinnhold>
      <Konklusjon><Sluttdato>2026-01-08</Sluttdato><Kode>2</Kode><ErSlettet>false</ErSlettet></Konklusjon>
    </Henvendelse>
    <Undersokelse>
      <Id>{uuid(12)}</Id><StartDato>2026-01-08</StartDato>
      <Vedtaksgrunnlag>1.1.02</Vedtaksgrunnlag>
      <BarnetsMedvirkning><StartDato>2026-01-20</StartDato><Kode>1.1</Kode></BarnetsMedvirkning>
      <UtvidetFrist><StartDato>2026-03-01</StartDato><Innvilget>true</Innvilget></UtvidetFrist>
      <Konklusjon><SluttDato>2026-05-01</SluttDato><Kode>1</Kode></Konklusjon>
      <Plan><StartDato>2026-01-09</StartDato><Kode>7</Kode></Plan>
      <BrukAvPoliti><Dato>2026-02-01</Dato></BrukAvPoliti>
    </Undersokelse>
    <PlanForTiltak>
      <Id>{uuid(13)}</Id><StartDato>2026-05-02</StartDato><SluttDato>2026-08-01</SluttDato><Kode>1</Kode>
    </PlanForTiltak>
    <Tiltak>
      <Id>{uuid(14)}</Id><StartDato>2026-05-02</StartDato>
      <Lovhjemmel>{BASIS}</Lovhjemmel><JmfrLovhjemmel>{BASIS}</JmfrLovhjemmel>
      <Kode>15.1.1</Kode><Tiltaksgrunnlag>1.1.02</Tiltaksgrunnlag>
      <BarnetsMedvirkning><StartDato>2026-06-01</StartDato><Kode>1.1</Kode></BarnetsMedvirkning>
      <Evaluering><Saksinnhold>1.1.02</Saksinnhold><GjennomfortDato>2026-06-01</GjennomfortDato></Evaluering>
      <Evaluering><Saksinnhold>1.1.02</Saksinnhold><GjennomfortDato>2026-07-01</GjennomfortDato></Evaluering>
      <BrukAvPoliti><Dato>2026-06-02</Dato></BrukAvPoliti>
      <SamvaerEtterOmsorgsovertakelse>
        <HyppighetVedtak>
          <Id>{uuid(15)}</Id><HyppighetTidsenhet>2</HyppighetTidsenhet><HyppighetAntall>1</HyppighetAntall>
          <Dato>2026-05-02</Dato>
        </HyppighetVedtak>
        <Gjennomforing><Id>{uuid(16)}</Id><Kode>2.1</Kode><UtfortDato>2026-06-03</UtfortDato></Gjennomforing>
      </SamvaerEtterOmsorgsovertakelse>
      <Tilsyn>
        <Ansvarlig><StartDato>2026-05-02</StartDato><Kommunenummer>9902</Kommunenummer></Ansvarlig>
        <Hyppighet><StartDato>2026-05-02</StartDato><Kode>4</Kode></Hyppighet>
        <UtfortDato>2026-06-04</UtfortDato><UtfortDato>2026-07-04</UtfortDato>
      </Tilsyn>
      <Oppfolging>
        <Hyppighet>
          <Id>{uuid(17)}</Id><Dato>2026-05-02</Dato><HyppighetTidsenhet>3</HyppighetTidsenhet>
          <HyppighetAntall>4</HyppighetAntall>
        </Hyppighet>
        <Hyppighet>
          <Id>{uuid(18)}</Id><Dato>2026-06-02</Dato><HyppighetTidsenhet>2</HyppighetTidsenhet>
          <HyppighetAntall>1</HyppighetAntall>
        </Hyppighet>
        <UtfortDato>2026-06-05</UtfortDato>
      </Oppfolging>
      <Konklusjon><SluttDato>2026-08-01</SluttDato><AvslutningAvTiltak>7</AvslutningAvTiltak></Konklusjon>
    </Tiltak>
    <Tiltak>
      <Id>{uuid(19)}</Id><StartDato>2026-05-03</StartDato><Lovhjemmel>{BASIS}</Lovhjemmel><Kode>1.1</Kode>
      <Konklusjon><SluttDato>2026-08-02</SluttDato><Opphevelse>1</Opphevelse></Konklusjon>
    </Tiltak>
    <Vedtak>
      <Id>{uuid(20)}</Id><StartDato>2026-05-01</StartDato><Lovhjemmel>{BASIS}</Lovhjemmel>
      <Krav>
        <Id>{uuid(21)}</Id><DatoKravMottatt>2026-06-10</DatoKravMottatt><Konklusjon>1</Konklusjon>
        <DatoOversendtFylkesnemnd>2026-06-20</DatoOversendtFylkesnemnd>
      </Krav>
      <Status><Id>{uuid(22)}</Id><EndretDato>2026-05-01</EndretDato><Kode>1</Kode></Status>
      <BortfallsdatoVedtak>2026-11-01</BortfallsdatoVedtak>
      <NyBortfallsdatoVedtak>2026-12-01</NyBortfallsdatoVedtak>
    </Vedtak>
    <Ettervern>
      <Id>{uuid(23)}</Id><TilbudSendtDato>2026-04-01</TilbudSendtDato>
      <Konklusjon><SluttDato>2026-04-10</SluttDato><Kode>3</Kode></Konklusjon>
    </Ettervern>
    <OversendelseFylkesnemnd>
      <Id>{uuid(24)}</Id><DatoOversendtFylkesnemnd>2026-04-30</DatoOversendtFylkesnemnd><Lovhjemmel>{BASIS}</Lovhjemmel>
    </OversendelseFylkesnemnd>
    <Flytting>
      <Id>{uuid(25)}</Id><FlyttetDato>2026-08-01</FlyttetDato><ArsakFra>1.3</ArsakFra><FlyttingTil>9</FlyttingTil>
    </Flytting>
    <Relasjon>
      <Id>{uuid(26)}</Id><FraId>{uuid(11)}</FraId><FraKode>Henvendelse</FraKode><TilId>{uuid(12)}</TilId>
      <TilKode>Undersokelse</TilKode>
    </Relasjon>
    <Slettet><Id>{uuid(27)}</Id><Kode>PlanForTiltak</Kode><SlettetDato>2026-06-30</SlettetDato></Slettet>
"""
END = f"  </Sak>\n</{ROOT}>\n"
WHOLE = HEAD + CASE + END
UNPLACED = (
    "Konklusjon/AvslutningAvTiltak (1)",
    "Oppfolging/Hyppighet (1)",
    "Personalia/Ukjent (1)",
    "Sak/DatoIndividuellPlan (1)",
    "Tiltak/BarnetsMedvirkning (1)",
    "Tiltak/BrukAvPoliti (1)",
    "Tiltak/Evaluering (2)",
    "Tiltak/SamvaerEtterOmsorgsovertakelse (1)",
    "Undersokelse/BrukAvPoliti (1)",
    "Vedtak/BortfallsdatoVedtak (1)",
    "Vedtak/NyBortfallsdatoVedtak (1)",
)
