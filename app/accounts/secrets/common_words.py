"""What French people put into passwords: the lists of zxcvbn are English, and rank it too low.

The most common come first. What it knows by itself is left out: English words, other first names.
"""

_WORDS = """
motdepasse azerty azertyuiop soleil doudou loulou bonjour jetaime chouchou nounours coucou
amour chocolat princesse cheri cherie minou bisou bisous maman papa salut bonsoir
bienvenue merci monamour moncoeur mapuce ptitloup famille enfant bebe copine copain amitie amis
passe contrasena administrateur utilisateur login changermoi trustno facebook ordinateur musique
vacances nouveau nouvelle caramel vanille nutella etoile lune
chien chat cheval lapin tigre lion loup panda dauphin papillon orange pomme cerise fraise banane
association benevole benevoles volunteer entraide conseil conseils asso solidarite
liberte egalite fraternite republique allezlesbleus allezlom vivelavie
printemps automne hiver janvier fevrier mars avril juin juillet aout septembre octobre novembre
decembre lundi mardi mercredi jeudi vendredi samedi dimanche
france paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes
reims toulon saintetienne lehavre grenoble dijon angers nimes villeurbanne saintdenis
clermontferrand aixenprovence lemans brest tours amiens annecy limoges metz perpignan besancon
orleans rouen mulhouse caen nancy avignon poitiers pau calais larochelle cannes antibes montreuil
bretagne normandie alsace auvergne provence corse
camille nicolas marie thomas alexandre antoine julien sophie pierre isabelle nathalie catherine
martine michel philippe patrick jean guillaume mathieu matthieu sebastien christophe laurent
olivier franck romain maxime florian baptiste fabrice alain francois henri georges didier thierry
serge gilles herve yves enzo karim samir aurelie virginie elodie laetitia sandrine veronique
francoise sylvie manon
"""
_ROWS = (
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "aqwzsxedcrfvtgbyhnujk",
    "qazwsxedcrfvtgbyhnujm",
)
"""Keys beside each other on a French keyboard, and in columns on both."""
_RUN = 4
"""So many neighbours on a row count as one thing to know."""
_YEARS = range(2020, 2050)
"""Those before are known to zxcvbn."""


def _runs(row: str) -> list[str]:
    """Return each piece of a row that is long enough."""
    sizes = range(_RUN, len(row) + 1)
    return [row[start : start + size] for size in sizes for start in range(len(row) - size + 1)]


COMMON_WORDS = (*_WORDS.split(), *map(str, _YEARS), *(run for row in _ROWS for run in _runs(row)))
"""In lower case, without accents and separators; forwards only."""
