// SPDX-License-Identifier: Apache-2.0
/** Programs that the lab runs in its namespaces or on loopback to measure; no tests. */
@NullMarked
package org.postern.itests.lab;

import org.jspecify.annotations.NullMarked;
