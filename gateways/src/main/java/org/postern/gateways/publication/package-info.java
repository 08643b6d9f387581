// SPDX-License-Identifier: Apache-2.0
/** The {@link org.postern.api.gateway.Gateway} services of the framework. */
@NullMarked
package org.postern.gateways.publication;

import org.jspecify.annotations.NullMarked;
