// SPDX-License-Identifier: Apache-2.0
/**
 * One {@link org.postern.api.gateway.Gateway} for each router, whatever control protocols reach it,
 * as OSGi components, and by hand for plain Java. Why this is a module of its own:
 * docs/decisions/0006-one-gateway-several-protocols.md.
 */
@NullMarked
package org.postern.gateways;

import org.jspecify.annotations.NullMarked;
