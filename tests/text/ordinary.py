"""A text as people write it."""

POST = """Bonjour à toutes et à tous,

Notre **association de quartier** cherche une assurance pour la *fête de juin* : laquelle ?

- budget : 150 € ;
- 200 personnes, dehors (voir https://www.exemple.fr/salle?id=3&x=1).

> Il faut demander à la mairie.

Nous avons déjà vu deux contrats, mais ils ne disent rien des bénévoles qui montent la scène.
Merci @lea pour ta réponse, et [le lien](https://exemple.fr/page) !

"""
