// SPDX-License-Identifier: Apache-2.0
/** How long an examination and its parts may take. */
@NullMarked
package org.postern.doctor.timing;

import org.jspecify.annotations.NullMarked;
