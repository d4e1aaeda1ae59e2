"""The networks that the lecture writes itself: tanh in every layer, the last one too, and random biases."""

from __future__ import annotations

from functools import partial

from .engine import nn

Neuron = partial(nn.Neuron, convention="lecture")
Layer = partial(nn.Layer, convention="lecture")
MLP = partial(nn.MLP, convention="lecture")
