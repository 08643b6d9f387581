// SPDX-License-Identifier: Apache-2.0
/**
 * The IPv6 address of this machine to which a port of a firewall is opened. Start at {@link
 * org.postern.internal.clientaddress.ClientAddresses}.
 */
@NullMarked
package org.postern.internal.clientaddress;

import org.jspecify.annotations.NullMarked;
