import pytest

from assistant.statements.legal_terms import Crime, Strength, legal_claims_in, raised_terms


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The Special Adviser on the Prevention of Genocide spoke.", Strength.MENTIONED),
        ("Populations are at risk of war crimes.", Strength.RISK),
        ("These acts may amount to war crimes.", Strength.POSSIBLE),
        ("War crimes may have been committed.", Strength.POSSIBLE),
        ("Both sides are accused of war crimes.", Strength.ALLEGED),
        ("There are reports that genocide may be taking place.", Strength.POSSIBLE),
        ("Militias committed war crimes.", Strength.STATED),
        ("The commission concluded that genocide took place.", Strength.DETERMINED),
        ("The court convicted him of war crimes.", Strength.CONVICTED),
        ("There is no evidence of genocide.", Strength.DENIED),
        ("It was not genocide.", Strength.DENIED),
    ],
)
def test_strength_is_that_of_the_words_around_the_crime(text: str, strength: Strength) -> None:
    assert [claim.strength for claim in legal_claims_in(text)] == [strength]


def test_list_of_crimes_shares_its_guard() -> None:
    text = "They may have committed war crimes, ethnic cleansing, and crimes against humanity."
    assert {claim.strength for claim in legal_claims_in(text)} == {Strength.POSSIBLE}
    assert len(legal_claims_in(text)) == 3


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Militias committed war crimes.", "Militias may have committed war crimes."),
        ("He was convicted of war crimes.", "He is accused of war crimes."),
        ("There was genocide.", "There were war crimes."),
        ("There was genocide.", "There is no evidence of genocide."),
        ("There is no evidence of genocide.", "There was genocide."),
    ],
)
def test_firmer_claim_or_another_crime_is_raised(statement: str, quote: str) -> None:
    assert raised_terms(statement, [quote])


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("They may have committed war crimes.", "They committed war crimes."),
        ("They are accused of war crimes.", "They were charged with war crimes."),
        ("People died.", "They committed war crimes."),
    ],
)
def test_weaker_claim_is_not_raised(statement: str, quote: str) -> None:
    assert raised_terms(statement, [quote]) == ()


def test_crime_is_named_across_a_line_break() -> None:
    (claim,) = legal_claims_in("They committed crimes\nagainst humanity.")
    assert claim.crime is Crime.CRIMES_AGAINST_HUMANITY
