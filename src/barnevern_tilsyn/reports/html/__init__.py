"""Pages to read in a browser or on paper: each one file, pictures and all, that fetches nothing.

``page`` puts a template, the texts and the look together; ``charts`` draws. Needs the extra ``html``.
"""
