// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated Internet gateway for demos and tests, on any interface, loopback too.
 *
 * <p>Start one with {@link org.postern.simulator.SimulatedRouter#start(RouterConfig)}. It answers
 * UPnP searches, serves its description, executes the actions of IGD:1 or IGD:2, and really
 * forwards TCP and UDP from its WAN side. {@link RouterConfig#withControl} lets it speak PCP and
 * NAT-PMP, too, or instead. {@link Quirk}s and {@link PxpQuirk}s make it misbehave as real routers
 * do.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.simulator;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
