"""The page of AI images (I01, I11), written once: the modules and styles that every Odoo's portal serves.

Each portal writes its own HTML around them; what they find in it are ids, and they speak to the flow's routes alone.
Styles hold inside an element of the class `imageflow`, in the colours that its surroundings name as custom properties.
"""
