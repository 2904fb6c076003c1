/**
 * What stands in a form beside its words: lists, circles, lines marked `data-draft-field`, and what
 * the form was made from.
 */

/** A draft of an older text must not overwrite a newer one: it goes on from what it was made of. */
export const VERSION = "version";

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function choicesIn(form) {
  /** @type {Record<string, string>} */
  const chosen = {};
  for (const field of form.elements) {
    const isChosen =
      field instanceof HTMLSelectElement ||
      isMarked(field) ||
      (field instanceof HTMLInputElement &&
        (field.name === VERSION || (field.type === "radio" && field.checked)));
    if (isChosen && field.name) {
      chosen[field.name] = field.value;
    }
  }
  return chosen;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
export function choose(form, name, value) {
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement && field.name === name) {
      const isOffered = [...field.options].some((option) => option.value === value);
      field.value = isOffered ? value : field.value;
    } else if (isMarked(field) && field.name === name) {
      field.value = value;
    } else if (field instanceof HTMLInputElement && field.name === name) {
      chooseInput(field, value);
    }
  }
}

/**
 * @param {Element} field
 * @returns {field is HTMLInputElement | HTMLTextAreaElement}
 */
function isMarked(field) {
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isText && "draftField" in field.dataset;
}

/**
 * @param {HTMLInputElement} field
 * @param {string} value
 */
function chooseInput(field, value) {
  if (field.type === "radio") {
    field.checked = field.value === value;
  } else if (field.name === VERSION) {
    field.value = value;
  }
}
