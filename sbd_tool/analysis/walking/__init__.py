"""Walking: shortest ways for people of a given width between the entrances and destinations."""
