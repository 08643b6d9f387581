// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.InternalClientPolicy;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.net.LanInterface;
import org.postern.simulator.net.RouterLog;
import org.postern.simulator.pinhole.FirewallPinholes;

import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Supplier;

/** The router that the server belongs to: both its sides, and what all protocols share. */
public record PxpEnvironment(
        LanInterface lan,
        InetAddress wan,
        HeldMappings table,
        FirewallPinholes pinholes,
        InternalClientPolicy policy,
        Supplier<WanFacts> facts,
        Clock clock,
        RouterLog log) {}
