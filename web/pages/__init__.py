"""HTML pages of the playground, the lab and the embeds, with their routes and oEmbed."""
