// SPDX-License-Identifier: Apache-2.0
/**
 * The UPnP control point, {@link org.postern.api.upnp.Upnp}, and UPnP as a {@link
 * org.postern.api.control.ControlProtocol}: as OSGi components, and for plain Java.
 */
@NullMarked
package org.postern.igd.control;

import org.jspecify.annotations.NullMarked;
