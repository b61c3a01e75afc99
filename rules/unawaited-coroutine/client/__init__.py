from .session import Session, connect
