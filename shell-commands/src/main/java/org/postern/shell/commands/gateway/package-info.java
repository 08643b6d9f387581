// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that find and describe gateways: {@code discover}, {@code inspect}, {@code gateway} and
 * {@code address}. {@link org.postern.shell.commands.gateway.GatewayLookup} finds the gateway for all
 * commands.
 */
@NullMarked
package org.postern.shell.commands.gateway;

import org.jspecify.annotations.NullMarked;
