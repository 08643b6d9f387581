// SPDX-License-Identifier: Apache-2.0
/**
 * Drives Postern, jUPnP and weupnp through the same work on the same router, as a program that uses
 * one of them would. {@code benchmarks/peers} builds the router lab and runs each in a process of its
 * own.
 */
@NullMarked
package org.postern.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
