// SPDX-License-Identifier: Apache-2.0
/** Where gateways stand to this machine, by the routes and addresses of the system. */
@NullMarked
package org.postern.gateways.places;

import org.jspecify.annotations.NullMarked;
