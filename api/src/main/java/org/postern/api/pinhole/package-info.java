// SPDX-License-Identifier: Apache-2.0
/**
 * Ports of the IPv6 firewall of a gateway. Over IPv6 no address is translated: a port is opened in
 * the firewall to one address of this machine, for a lease.
 *
 * <p>Start at {@link
 * org.postern.api.pinhole.PinholeGateway#pinholes(org.postern.api.gateway.Gateway)}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.pinhole;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
