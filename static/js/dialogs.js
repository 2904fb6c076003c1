/** Dialogs: `data-dialog-open="name"` opens `dialog[data-dialog="name"]`. */

/** Open dialogs, and close them by a press beside them. */
export function start() {
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) {
      return;
    }
    const opener = target.closest("[data-dialog-open]");
    const name = CSS.escape(opener?.getAttribute("data-dialog-open") ?? "");
    const dialog = opener && document.querySelector(`dialog[data-dialog="${name}"]`);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (target instanceof HTMLDialogElement && target.matches("[data-dialog]")) {
      closeBeside(target, event);
    }
  });
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {MouseEvent} event
 */
function closeBeside(dialog, event) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  if (x < left || x > right || y < top || y > bottom) {
    dialog.close();
  }
}
