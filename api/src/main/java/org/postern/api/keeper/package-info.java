// SPDX-License-Identifier: Apache-2.0
/**
 * Ports that stay open: say once which ones, and they are open until you say otherwise.
 *
 * <p>Start at {@link org.postern.api.keeper.PortKeeper}: a service in OSGi, {@link
 * org.postern.api.keeper.PortKeeper#create()} in plain Java. In OSGi a {@link
 * org.postern.api.keeper.PortClaim} service is enough, or a configuration.
 *
 * <p>A keeper renews leases, opens ports again after the router restarted or the network changed,
 * tells when the external address changes, and closes what nobody wants any more. None of its calls
 * waits for the network unless it says so.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.keeper;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
