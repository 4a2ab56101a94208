"""Who acts, as PLOVER codes it: the country and sector of what a phrase calls somebody."""

from onrecord.knowledge.actors.coder import Actor, actor_of, actor_of_parts

__all__ = ["Actor", "actor_of", "actor_of_parts"]
