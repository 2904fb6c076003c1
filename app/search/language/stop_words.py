"""Words that say nothing about a text: without accents, in lower case. French first."""

_TEXT = """
a afin ah ai aie aient aies ailleurs ainsi ait alors apres as au aucun aucune auquel aura
aurai auraient aurais aurait aurez auront aussi autre autres aux auxquels avaient avais avait
avant avec avez aviez avions avoir avons ayant ayez bah ben bien bon bonjour bonsoir ca car ce
ceci cela celle celles celui cependant certain certaine certaines certains ces cet cette ceux
chacun chacune chaque chez ci comme comment concernant contre cordialement dans de deja des
desormais desquels deux devant doit doivent donc dont du duquel durant eh elle elles en
encore entre es est et etaient etais etait etant ete etes etre eu eue eues eurent eus eut eux
faire fais fait faites faut fois font hors ici il ils je jusque la laquelle le lequel les
lesquels leur leurs lors lorsque lui ma mais me meme memes merci mes mettre mien mieux moi
moins mon ne ni non nos notre nous on ont ou oui par parce parfois parmi pas pendant peu peut
peuvent peux plupart plus plusieurs plutot pour pourquoi pourrait pouvoir pouvez presque pres
pu puis puisque quand que quel quelle quelles quelque quelques quels qui quoi quoique rien sa
salut sans sauf se selon sera serai seraient serais serait serez seront ses seulement si sien
sinon soi soient sois soit sommes son sont sous soyez suis sur ta tandis tant te tel telle
telles tels tes tien toi ton toujours tous tout toute toutes tres trop tu un une vers voici
voila vont vos votre vous vraiment vu y
an and are as at be but by for from has have how i if in is it my no not of on or our so that
the their there they this to was we what when which who will with you your
"""
STOP_WORDS = frozenset(_TEXT.split())
