// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a server gave.
 *
 * @param externalPort 1..65535
 * @param externalAddress where PCP tells it
 * @param seconds of the lease
 */
record Grant(int externalPort, Optional<InetAddress> externalAddress, long seconds) {}
