"""Who is here."""

from app.live.nodes.node import this_node


def is_here(account_id: int) -> bool:
    """Tell whether somebody has the site open in some browser, on any node.

    Another node is known to have had them within the last minute and a half.
    """
    node = this_node()
    return bool(node.connections.of_account(account_id)) or node.bus.is_here(account_id)
