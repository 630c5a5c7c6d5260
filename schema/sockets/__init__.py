"""Subscriptions, queries and mutations over WebSocket: the protocol graphql-transport-ws."""

from schema.sockets.connection import Connection
from schema.sockets.conversation import Conversation, Terms

__all__ = ["Connection", "Conversation", "Terms"]
