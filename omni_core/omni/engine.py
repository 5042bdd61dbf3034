"""The omni engine: the weights of one checkpoint, loaded once, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from omni_core.checkpoint.config import OmniConfig
from omni_core.checkpoint.config_file import read_config
from omni_core.checkpoint.layout import AUDIO, VISION, tensors_of
from omni_core.checkpoint.plan import check_room, plan
from omni_core.checkpoint.preprocessing import read_preprocessing
from omni_core.checkpoint.speakers import read_speakers
from omni_core.checkpoint.weights import Weights
from omni_core.conversation import Capabilities, EngineError, Options, PastTurn, StateError
from omni_core.omni.conversation import OmniConversation
from omni_core.omni.device import AUTO, choose_device, choose_dtype, give_back, keep_float32_whole
from omni_core.omni.failing import in_plain_words
from omni_core.omni.senses import Senses
from omni_core.omni.span import Spans
from omni_core.omni.talking import SpeechOptions, Talking, read_talking
from omni_core.omni.voice import Voice
from omni_core.perception.audio_encoder import AudioEncoder
from omni_core.perception.mel import LogMel
from omni_core.perception.vision_encoder import VisionEncoder
from omni_core.thinker.chat_template import check_chat_template
from omni_core.thinker.generation import read_generation
from omni_core.thinker.model import Thinker
from omni_core.thinker.prompt import Template
from omni_core.thinker.tokenizer import Tokenizer
from omni_core.transformer.kv_cache import KvCache
from omni_core.transformer.sampling import SamplingSettings

NAME = "omni"
LANGUAGES = ("en", "zh")
"""What the official checkpoints are published for; they understand more, less well."""

THINKER = "thinker."
SHORTEST_CONTEXT = 512
"""Tokens: the system prompt, a few seconds of sound and a short reply."""


class OmniEngine:
    """The Thinker, its senses and its Talker, shared by any number of conversations.

    limit: tokens a conversation may hold.  keeps_inputs: whether conversations keep what the
    encoders got, for `OmniConversation.dump`.  talking: None where it only writes.
    """

    def __init__(
        self,
        config: OmniConfig,
        thinker: Thinker,
        senses: Senses,
        tokenizer: Tokenizer,
        sampling: SamplingSettings,
        limit: int,
        keeps_inputs: bool = False,
        talking: Talking | None = None,
    ) -> None:
        """Join the parts; `load` reads them from a checkpoint."""
        self.config = config.thinker
        self.thinker = thinker
        self.senses = senses
        self.spans = Spans(senses, config.thinker.seconds_per_chunk)
        self.tokenizer = tokenizer
        self.template = Template(tokenizer, config.thinker.tokens)
        self.sampling = sampling
        self.limit = limit
        self.keeps_inputs = keeps_inputs
        self.talking = talking
        self._closed = False

    @classmethod
    def load(
        cls,
        folder: Path,
        device: str = AUTO,
        dtype: str = AUTO,
        context: int | None = None,
        keeps_inputs: bool = False,
        speech: SpeechOptions | None = None,
    ) -> OmniEngine:
        """Read a checkpoint in the official layout.

        device: auto, cpu, cuda, cuda:N or mps.  dtype: auto, float32, bfloat16 or float16.
        context: tokens a conversation may hold; None takes what the checkpoint was trained for.
        speech: how to speak, where the checkpoint can; None loads none of the parts that do.
        Raises: CheckpointError; EngineError for a device, format or context that cannot be,
            or too little memory.
        """
        place = choose_device(device)
        number = choose_dtype(dtype, place)
        config = read_config(folder)
        longest = config.thinker.decoder.max_positions
        limit = longest if context is None else context
        if not SHORTEST_CONTEXT <= limit <= longest:
            raise EngineError(
                "input", f"The context must lie between {SHORTEST_CONTEXT} and {longest} tokens."
            )
        preprocessing, sampling = read_preprocessing(folder), read_generation(folder)
        speakers = read_speakers(folder, config) if speech and config.talker else {}
        tokenizer = Tokenizer.open(folder, config.thinker.tokens)
        check_chat_template(folder, tokenizer, config.thinker.tokens)
        weights = Weights.open(folder)
        weights.check(tensors_of(config))
        check_room(plan(folder, number, limit, speaks=speech is not None).peak_at_first, place)
        if place.type == "cuda":
            keep_float32_whole()
        with in_plain_words():
            with torch.device("meta"):
                thinker = Thinker(config.thinker)
                audio = AudioEncoder(config.thinker.audio)
                vision = VisionEncoder(config.thinker.vision)
            for module, prefix in ((thinker, THINKER), (audio, AUDIO), (vision, VISION)):
                weights.fill(module.eval(), prefix, place, number)
            talking = None
            if speakers and speech is not None:
                talking = read_talking(weights, config, speakers, place, number, speech)
            senses = Senses(
                audio,
                vision,
                LogMel(config.thinker.audio.mel_bins),
                preprocessing,
                place,
                number,
            )
        return cls(config, thinker, senses, tokenizer, sampling, limit, keeps_inputs, talking)

    @property
    def capabilities(self) -> Capabilities:
        """It hears, sees and writes, and speaks where it loaded the parts that do."""
        return Capabilities(
            name=NAME,
            voices=() if self.talking is None else self.talking.voices,
            languages=LANGUAGES,
            sees=True,
            speaks=self.talking is not None,
            transcribes=False,
            computes=self.thinker.model.norm.weight.device.type == "cpu",
        )

    def open(self, options: Options, history: Sequence[PastTurn] = ()) -> OmniConversation:
        """Begin a conversation.

        Raises: StateError after `close`; EngineError("input") for a voice it does not have.
        """
        if self._closed:
            raise StateError("The omni engine is closed.")
        voices = self.capabilities.voices
        if options.voice is not None and options.voice not in voices:
            there = f"it has {', '.join(voices)}" if voices else "it answers in text alone"
            raise EngineError(
                "input", f"The omni engine has no voice {options.voice!r} here; {there}."
            )
        return OmniConversation(self, options, history)

    def new_cache(self) -> KvCache:
        """An empty cache for one conversation."""
        weight = self.thinker.model.norm.weight
        return KvCache(self.config.decoder, weight.device, weight.dtype, self.limit)

    def new_voice(self, options: Options, seed: int) -> Voice | None:
        """What speaks one conversation of these options; None if it is to be text alone."""
        if self.talking is None or not options.speaks:
            return None
        return Voice(self.thinker, self.talking, options, self.limit, seed)

    def close(self) -> None:
        """Free the weights; may be called twice."""
        if not self._closed:
            self._closed = True
            if self.talking is not None:
                self.talking.worker.close()
            self.talking = None
            device = self.thinker.model.norm.weight.device
            del self.thinker, self.senses, self.spans
            give_back(device)
