"""Areas, lines and dots in great numbers, drawn into an array of pixels without a toolkit."""
