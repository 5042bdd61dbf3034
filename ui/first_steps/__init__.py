"""The first start: three short steps over the window, behind which it is alive already."""
