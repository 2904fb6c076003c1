/** French, with its typography: no-break spaces before double signs, curly apostrophes. */

import { isolated } from "./directions.js";
import { pluralsOf } from "./plurals.js";

const plural = pluralsOf("fr");
const list = new Intl.ListFormat("fr");

/** @type {import("./words.js").Words} */
export const french = {
  notSent: "Pas de connexion : rien n’a été envoyé. Réessayez dans un instant.",
  refused: "La demande a été refusée. Rechargez la page et réessayez.",
  signedOut: "Votre session est terminée. Connectez-vous de nouveau pour continuer.",
  notLoaded: "Pas de connexion : la liste n’a pas pu être chargée. Réessayez dans un instant.",
  otherAccount:
    "Un autre compte est connecté dans ce navigateur. Rechargez la page pour continuer.",
  notTold: "Ce navigateur ne peut pas vous prévenir quand le site est fermé. Réessayez plus tard.",
  backOnLine: "La connexion est rétablie.",

  newReplies: (count) => plural(count, "{count} nouvelle réponse", "{count} nouvelles réponses"),
  newQuestions: (count) =>
    count > 99
      ? "Plus de 99 nouvelles questions"
      : plural(count, "{count} nouvelle question", "{count} nouvelles questions"),
  newThreads: (count) =>
    count > 99
      ? "Plus de 99 nouveaux fils"
      : plural(count, "{count} nouveau fil", "{count} nouveaux fils"),
  newNotices: (count) =>
    plural(count, "{count} nouvelle notification", "{count} nouvelles notifications"),
  fresh: "Nouveau",
  resume: (count) =>
    plural(count, "Reprendre : {count} nouvelle réponse", "Reprendre : {count} nouvelles réponses"),
  newSince: "Nouveau depuis votre dernière visite",
  readers: (count) =>
    count < 100
      ? plural(count, "{count} personne lit ce fil", "{count} personnes lisent ce fil")
      : plural(count, "", "Plus de {count} personnes lisent ce fil"),
  writing: (names) =>
    `${list.format(names.map(isolated))} ${names.length > 1 ? "écrivent" : "écrit"}…`,
  manyWrite: "Plusieurs personnes écrivent…",
  pauseLive: "Ne plus afficher les réponses au fur et à mesure",
  waits: (count) => plural(count, "{count} nouveauté attend", "{count} nouveautés attendent"),
  goOnLive: "Afficher de nouveau les réponses à mesure",

  yourAnswer: "Votre réponse",
  replyTo: (name) => `Répondre à ${isolated(name)}`,
  cancelReply: "Répondre plutôt au fil",
  someWords: "quelques mots",
  column: "Colonne",
  left: (count) => plural(count, "Encore {count} caractère", "Encore {count} caractères"),
  nothingToPreview: "Il n’y a encore rien à montrer.",
  uploading: (percent, number, count) =>
    count > 1
      ? `Envoi de l’image ${number} sur ${count}… ${percent} %`
      : `Envoi de l’image… ${percent} %`,
  notAPicture: "ce n’est pas une image que l’on peut placer ici : JPEG, PNG, WebP ou GIF.",
  pictureFirst: "Une image est encore en route : le texte est publié dès qu’elle est là.",
  pictureLost:
    "Une image n’est pas arrivée, et rien n’a été publié. Ajoutez-la de nouveau, ou publiez sans elle.",
  describeCover: "L’image est là. Dites dessous, en quelques mots, ce que l’on y voit.",
  describePicture: "L’image est là. Dites en quelques mots ce que l’on y voit.",
  people: "Personnes de ce fil",
  choosePeople: (count) =>
    plural(
      count,
      "{count} personne trouvée. Entrée prend son nom.",
      "{count} personnes trouvées. Choisissez avec les flèches, validez avec Entrée.",
    ),

  draftSaved: "Brouillon enregistré",
  draftFound: "Voici le brouillon que vous aviez laissé.",
  draftOnDevice: "Pas de connexion : votre texte est gardé sur cet appareil.",
  draftRefused: "Le brouillon n’a pas pu être enregistré. Copiez votre texte avant de partir.",
  draftWaits: "Un autre brouillon vous attend ici.",
  draftTaken: "L’autre texte est là.",
  takeDraft: "Prendre ce brouillon",
  otherWindow: "Vous écrivez le même texte dans une autre fenêtre.",
  takeOther: "Prendre le texte de l’autre fenêtre",
  keepMine: "Garder celui-ci",
  takeBack: "Revenir au texte précédent",
  waiting: "Pas de connexion : votre texte est gardé ici et partira de lui-même.",
  sentAsItWas:
    "La connexion est revenue et votre réponse est publiée. Elle ne contient peut-être pas tout : ce que vous avez écrit est resté ici.",
  maybeSent: "La connexion s’est coupée pendant l’envoi. Vérifiez si votre texte est arrivé.",
  sendNow: "Envoyer maintenant",
  doNotSend: "Ne pas envoyer",
  waitingSent: "Le texte qui attendait est publié. Le lire",
  waitingRefused: "Le texte qui attendait a été refusé. Voir pourquoi",

  close: "Fermer",
  show: "Afficher",
  hide: "Masquer",
  showPassword: "Afficher le mot de passe",
  hidePassword: "Masquer le mot de passe",
};
