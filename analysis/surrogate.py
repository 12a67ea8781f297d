# SPDX-License-Identifier: Apache-2.0
"""Simulated moments: how moments hang on parameters, learned at the points of a design, and the parameters at
which they are nearest to data.

Parameters are in units of their range, -1 to 1. Each moment, or its logarithm where that fits better, is a
quadratic function of them, by least squares; how far it is off, beside luck, is judged by points left out and
goes into the weight of the moment (McFadden 1989; Gourieroux, Monfort and Renault 1993, with a response
surface in place of the simulator).
"""

import numpy as np

PRIOR = 3.0  # precision of a parameter of which nothing is known but its range, -1 to 1


def features(points):
    """1, all parameters, their squares and products, (point, feature)."""
    points = np.atleast_2d(points)
    count = points.shape[1]
    pairs = [points[:, i] * points[:, j] for i in range(count) for j in range(i, count)]
    return np.column_stack([np.ones(len(points)), points, *pairs])


def slopes(point):
    """Derivative of the features at a point, (feature, parameter)."""
    count = len(point)
    one = np.eye(count)
    pairs = [one[i] * point[j] + point[i] * one[j] for i in range(count) for j in range(i, count)]
    return np.vstack([np.zeros(count), one, *pairs])


def left_out(matrix, values):
    """Coefficients, and by how far each point is missed by the fit to all others."""
    inverse = np.linalg.pinv(matrix)
    coefficients = inverse @ values
    leverage = np.einsum("pf,fp->p", matrix, inverse)
    return coefficients, (values - matrix @ coefficients) / np.maximum(1 - leverage, 0.05)[:, None]


class Surface:
    """Moments over parameters.

    logs         (moment,) whether the logarithm is what is fitted
    misfit       (moment,) variance of what the quadratic cannot follow, luck taken off
    explained    (moment,) share of the variance over the design that it follows
    shared       (moment, moment) covariance of the level: luck of the anchors, and their misfit
    world        (moment, moment) covariance of one world
    """

    def __init__(self, points, values, anchors=()):
        """points (point, parameter) in -1 to 1, values (moment, point, replicate).

        All points of a design have the same luck: slopes are the surer for it, but the level carries it. Each
        of anchors is a point in worlds of other luck, (point, (moment, replicate)); by how far the surface
        misses them in the mean is taken off."""
        means = np.nanmean(values, axis=2)
        replicates = values.shape[2]
        noise = np.nanvar(values, axis=2, ddof=1) / replicates
        matrix = features(points)
        plain, plain_off = left_out(matrix, means.T)
        positive = (means > 0).all(axis=1)
        logged = np.log(np.where(positive[:, None], means, 1.0))
        in_logs, logs_off = left_out(matrix, logged.T)
        share = plain_off.var(axis=0) / np.maximum(means.var(axis=1), 1e-300)
        log_share = logs_off.var(axis=0) / np.maximum(logged.var(axis=1), 1e-300)
        self.logs = positive & (log_share < share)
        self.coefficients = np.where(self.logs, in_logs, plain)
        off = np.where(self.logs, logs_off.var(axis=0), plain_off.var(axis=0))
        scale = np.where(self.logs[:, None], means, 1.0)
        own = np.nanmean(noise / scale**2, axis=1)
        self.misfit = np.maximum(off - own, 0.0)
        spread = np.where(self.logs, logged.var(axis=1), means.var(axis=1))
        self.explained = 1 - self.misfit / np.maximum(spread - own, 1e-300)
        self.shift = np.zeros(len(values))
        worlds = [of for _, of in anchors] or [values[:, point] for point in range(values.shape[1])]
        self.world = np.mean([self.spread_of(of) for of in worlds], axis=0)
        self.shared = self.world / sum(of.shape[1] for of in worlds)
        if anchors:
            self.shift = np.mean([self.felt(of) - self.at(point) for point, of in anchors], axis=0)
            self.shared = self.shared + np.diag(self.misfit) / len(anchors)

    def felt(self, values):
        """Mean over worlds as the surface has it, from values (moment, replicate)."""
        means = np.nanmean(values, axis=1)
        return np.where(self.logs, np.log(np.where(self.logs, np.maximum(means, 1e-12), 1.0)), means)

    def spread_of(self, values):
        """Covariance of one world's moments, as the surface has them."""
        means = np.nanmean(values, axis=1)
        scale = np.where(self.logs, np.maximum(means, 1e-12), 1.0)
        return np.atleast_2d(np.cov(np.where(np.isnan(values), means[:, None], values) / scale[:, None]))

    def at(self, point):
        return (features(point) @ self.coefficients)[0] + self.shift

    def slope(self, point):
        """(moment, parameter)"""
        return self.coefficients.T @ slopes(point)

    def weights(self, worlds):
        """Inverse of all that parts data of so many worlds from the surface: luck of both, and what the
        quadratic misses."""
        total = self.world / worlds + self.shared + np.diag(self.misfit)
        floor = 1e-9 * np.trace(total) / len(total)
        return np.linalg.inv(total + floor * np.eye(len(total)))


def distance(surface, data, weights, point):
    gap = data - surface.at(point)
    return float(gap @ weights @ gap)


def descend(surface, data, weights, start, free):
    """Levenberg and Marquardt within the box, over the parameters that are free."""
    point, best, damping = start.copy(), distance(surface, data, weights, start), 1e-2
    for _ in range(60):
        slope = surface.slope(point)[:, free]
        curvature = slope.T @ weights @ slope
        push = slope.T @ weights @ (data - surface.at(point))
        trial = point.copy()
        step = np.linalg.solve(curvature + damping * np.diag(np.diag(curvature) + 1e-9), push)
        trial[free] = np.clip(point[free] + step, -1, 1)
        found = distance(surface, data, weights, trial)
        if found < best:
            done = best - found < 1e-7 * (1 + best)
            point, best, damping = trial, found, damping / 3
            if done:
                break
        else:
            damping *= 4
            if damping > 1e8:
                break
    return point, best


def estimate(surface, data, weights, starts, fixed=()):
    """The point of least distance: from several starts, with some parameters held as (number, value)."""
    held = dict(fixed)
    free = np.array([k for k in range(starts.shape[1]) if k not in held])
    found = []
    for start in starts:
        start = start.copy()
        for number, value in held.items():
            start[number] = value
        found.append(descend(surface, data, weights, start, free))
    return min(found, key=lambda pair: pair[1])


def information(surface, weights, point):
    """What the data say of the parameters around a point, (parameter, parameter)."""
    slope = surface.slope(point)
    return slope.T @ weights @ slope


def errors(knowledge):
    """Standard errors with the range as all that is known beforehand, and the covariance."""
    covariance = np.linalg.inv(knowledge + PRIOR * np.eye(len(knowledge)))
    return np.sqrt(np.diag(covariance)), covariance
