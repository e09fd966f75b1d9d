"""What a plan is compared with: the greedy way, and programs that find the best there is."""

from __future__ import annotations

import importlib
import importlib.util

import numpy as np

from server.matching.columns import Floats


def has_highs() -> bool:
    """Say whether the linear program can be solved here."""
    return importlib.util.find_spec("highspy") is not None


def has_rustworkx() -> bool:
    """Say whether the best pairs can be found here."""
    return importlib.util.find_spec("rustworkx") is not None


def greedy(worth: Floats, each: int) -> float:
    """Return what pairs are worth if the best that is left is always taken. worth: [one, other]."""
    ones, others = np.nonzero(np.triu(worth, 1))
    values = worth[ones, others]
    free, total = [each] * len(worth), 0.0
    order = np.argsort(-values)
    for one, other, value in zip(
        ones[order].tolist(), others[order].tolist(), values[order].tolist(), strict=True
    ):
        if free[one] and free[other]:
            free[one] -= 1
            free[other] -= 1
            total += value
    return total


def linear_program(worth: Floats, each: int) -> float:
    """Return what no plan is worth more than, were pairs divisible: solved exactly by HiGHS."""
    highs = importlib.import_module("highspy")
    ones, others = np.nonzero(np.triu(worth, 1))
    program = highs.HighsLp()
    program.num_col_, program.num_row_ = len(ones), len(worth)
    program.col_cost_ = worth[ones, others].astype(float)
    program.col_lower_, program.col_upper_ = np.zeros(len(ones)), np.ones(len(ones))
    program.row_lower_, program.row_upper_ = np.zeros(len(worth)), np.full(len(worth), float(each))
    program.a_matrix_.start_ = np.arange(len(ones) + 1) * 2
    program.a_matrix_.index_ = np.stack([ones, others], axis=1).ravel()
    program.a_matrix_.value_ = np.ones(2 * len(ones))
    program.sense_ = highs.ObjSense.kMaximize
    solver = highs.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003  (HiGHS's own way)
    solver.passModel(program)
    solver.run()
    return float(solver.getObjectiveValue())


def best_pairs(worth: Floats) -> float:
    """Return what the best pairs are worth: everybody in one at most, as many as can be."""
    graphs = importlib.import_module("rustworkx")
    ones, others = np.nonzero(np.triu(worth, 1))
    grains = (worth[ones, others] * 10**6).astype(np.int64)
    graph = graphs.PyGraph()
    graph.add_nodes_from(range(len(worth)))
    graph.add_edges_from(list(zip(ones.tolist(), others.tolist(), grains.tolist(), strict=True)))
    found = graphs.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return float(sum(worth[min(pair), max(pair)] for pair in found))
