"""Projects between desks: handed out, compared, taken in, without a server."""
