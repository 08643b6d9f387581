// SPDX-License-Identifier: Apache-2.0
/**
 * The watch over gateways. {@code GatewayWatch} searches for them, again and again while one is
 * missing ({@code GatewayRecovery}), decides which devices will do as a gateway ({@code
 * DeviceSelection}), keeps those that are there and those that were ({@code GatewayRegistry}), and
 * calls the listener ({@code ListenerCalls}).
 *
 * <p>All state is confined to the engine's thread, all waiting is done by its timer, and the network
 * is reached through a {@link org.postern.igd.control.environment.WatchEnvironment}.
 */
@NullMarked
package org.postern.igd.control.watch;

import org.jspecify.annotations.NullMarked;
