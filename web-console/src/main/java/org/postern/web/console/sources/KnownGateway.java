// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.sources;

import org.postern.api.gateway.Gateway;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A gateway that is watched anyhow.
 *
 * @param gateway ready for use
 * @param externalAddress what the watch knows of it, without asking; empty while there is none
 */
public record KnownGateway(Gateway gateway, Optional<InetAddress> externalAddress) {}
