// SPDX-License-Identifier: Apache-2.0
/**
 * Internet gateways (routers) and the ports they forward, whatever protocols control them.
 *
 * <p>Start at {@link org.postern.api.gateway.Gateway}: in OSGi there is one such service for each
 * live gateway of the network. {@link org.postern.api.finder.GatewayFinder} searches on demand, in
 * plain Java too. Every failure is a {@link org.postern.api.gateway.GatewayException} that carries a
 * {@link org.postern.api.gateway.Reason}, the gateway's own code, and a message for the user.
 *
 * <p>Calls that touch the network block, end by a deadline, and end at once with {@link
 * java.lang.InterruptedException} when their thread is interrupted. No call returns null.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.gateway;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
