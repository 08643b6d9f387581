// SPDX-License-Identifier: Apache-2.0
/**
 * Collects all evidence under one time limit, in parallel, and ends as soon as nothing that is still
 * open can change what it comes to. {@link org.postern.doctor.examination.Examination} is the entry.
 */
@NullMarked
package org.postern.doctor.examination;

import org.jspecify.annotations.NullMarked;
