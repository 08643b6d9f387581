// SPDX-License-Identifier: Apache-2.0
/** A router's WAN service as a {@link org.postern.api.gateway.Gateway}. */
@NullMarked
package org.postern.igd.control.gateway;

import org.jspecify.annotations.NullMarked;
