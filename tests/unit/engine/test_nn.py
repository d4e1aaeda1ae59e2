"""Tests of networks: micrograd's conventions and the lecture's."""

from __future__ import annotations

import random

import pytest

from autograd_playground.engine.nn import MLP, Layer, Module, Neuron
from autograd_playground.engine.value import Value


@pytest.mark.parametrize(("sizes", "count"), [((3, [4, 4, 1]), 41), ((2, [16, 16, 1]), 337)])
@pytest.mark.parametrize("convention", ["micrograd", "lecture"])
def test_the_number_of_parameters(sizes: tuple[int, list[int]], count: int, convention: str) -> None:
    assert len(MLP(*sizes, convention=convention).parameters()) == count  # type: ignore[arg-type]


def test_micrograds_convention_is_relu_with_a_linear_last_layer_and_biases_of_zero() -> None:
    network = MLP(3, [4, 1])
    assert repr(network) == (
        "MLP of [Layer of [ReLUNeuron(3), ReLUNeuron(3), ReLUNeuron(3), ReLUNeuron(3)], Layer of [LinearNeuron(4)]]"
    )
    assert {neuron.b.data for layer in network.layers for neuron in layer.neurons} == {0.0}
    assert all(-1 <= parameter.data <= 1 for parameter in network.parameters())


def test_the_lectures_convention_is_tanh_everywhere_with_random_biases() -> None:
    network = MLP(3, [2, 1], convention="lecture")
    assert repr(network) == "MLP of [Layer of [TanhNeuron(3), TanhNeuron(3)], Layer of [TanhNeuron(2)]]"
    biases = {neuron.b.data for layer in network.layers for neuron in layer.neurons}
    assert len(biases) == 3
    assert all(-1 <= bias <= 1 for bias in biases)


def test_an_unknown_convention_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'keras'; it must be one of 'micrograd', 'lecture'"):
        Neuron(2, convention="keras")  # type: ignore[arg-type]


def test_a_neuron_is_its_weighted_sum_and_bias_through_its_activation() -> None:
    neuron = Neuron(2, convention="lecture")
    for parameter, data in zip(neuron.parameters(), [-3.0, 1.0, 6.8813735870195432], strict=True):
        parameter.data = data
    out = neuron([2.0, 0.0])
    out.backward()
    assert out.data == pytest.approx(0.7071067811865476, rel=1e-15)
    assert [parameter.grad for parameter in neuron.parameters()] == pytest.approx([1.0, 0.0, 0.5], rel=1e-15)


def test_one_neuron_gives_a_value_and_several_give_a_list() -> None:
    assert isinstance(Layer(2, 1)([1.0, 2.0]), Value)
    outputs = Layer(2, 3)([1.0, 2.0])
    assert isinstance(outputs, list)
    assert len(outputs) == 3
    assert isinstance(MLP(2, [1, 1])([1.0, 2.0]), Value)


def test_zero_grad_empties_every_parameters_gradient() -> None:
    network = MLP(2, [3, 1])
    out = network([1.0, -1.0])
    assert isinstance(out, Value)
    out.backward()
    assert any(parameter.grad for parameter in network.parameters())
    network.zero_grad()
    assert not any(parameter.grad for parameter in network.parameters())
    assert Module().parameters() == []


def test_a_seeded_generator_makes_the_same_network() -> None:
    one, two = (MLP(3, [4, 1], rng=random.Random(7)) for _ in range(2))
    assert [p.data for p in one.parameters()] == [p.data for p in two.parameters()]


def test_a_network_may_have_other_activations_than_its_conventions() -> None:
    network = MLP(2, [2, 1], activation="sigmoid", output="same")
    assert repr(network) == "MLP of [Layer of [SigmoidNeuron(2), SigmoidNeuron(2)], Layer of [SigmoidNeuron(2)]]"
    out = network([0.5, -1.0])
    assert isinstance(out, Value)
    assert 0 < out.data < 1


def test_given_weights_are_its_parameters() -> None:
    weights = [0.5 * i for i in range(9)]
    network = MLP(2, [2, 1], weights=weights)
    assert [parameter.data for parameter in network.parameters()] == weights
    with pytest.raises(ValueError, match=r"weights has 2 numbers; a network of \[2, 1\] has 3 parameters"):
        MLP(2, [1], weights=[1.0, 2.0])
