// SPDX-License-Identifier: Apache-2.0
/**
 * The UPnP control point as OSGi components, and by hand for plain Java: {@link
 * org.postern.api.upnp.Upnp}, {@link org.postern.api.gateway.GatewayFinder} and the {@link
 * org.postern.api.gateway.Gateway} services.
 */
@NullMarked
package org.postern.igd.control;

import org.jspecify.annotations.NullMarked;
