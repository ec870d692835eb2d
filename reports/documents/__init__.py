"""The model on paper and on screen: templates, themes, layout, archive and accessibility."""
