// SPDX-License-Identifier: Apache-2.0
/**
 * The built bundles as a whole: inside Felix, and against a router daemon in a lab of network
 * namespaces.
 */
@NullMarked
package org.postern.itests;

import org.jspecify.annotations.NullMarked;
