from .settings import load as load_settings
