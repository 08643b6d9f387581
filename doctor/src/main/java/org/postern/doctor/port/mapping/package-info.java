// SPDX-License-Identifier: Apache-2.0
/**
 * What a gateway holds for a port, and the mappings that are made for a test: each is removed at the
 * end, and nothing else.
 */
@NullMarked
package org.postern.doctor.port.mapping;

import org.jspecify.annotations.NullMarked;
