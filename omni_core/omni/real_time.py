"""Whether a spoken reply was made faster than it plays: time taken by time it sounds, below 1."""

from __future__ import annotations

from collections.abc import Mapping


def real_time_factors(stats: Mapping[str, float]) -> dict[str, float]:
    """Of the stages of a reply, from what it counted; 0 where nothing was said or sounded.

    `talker_...`: choosing its codes.  `speech_...`: turning them into sound.  `real_time_factor`:
    everything, from the end of the turn to the last sound; what the stages waited for each other,
    and for whoever takes the events, counts in this one alone.
    """
    said, sounded = stats["said_s"], stats["speech_s"]
    speech = stats["diffusion_s"] + stats["vocoder_s"]
    return {
        "talker_real_time_factor": stats["talker_s"] / said if said else 0.0,
        "speech_real_time_factor": speech / sounded if sounded else 0.0,
        "real_time_factor": stats["last_sound_s"] / sounded if sounded else 0.0,
    }
